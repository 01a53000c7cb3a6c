"""The options of editions that speak lead to what is said."""

import dataclasses
import io

import pytest

from tasktide_export.cli.settings import options_from
from tasktide_export.document import CodeBlock, Document, Metadata, Section, Text, identify
from tasktide_export.errors import UsageError
from tasktide_export.exporters.audio import AudioExporter, AudioOptions, timeline
from tasktide_export.exporters.base import Setting
from tasktide_export.exporters.spoken import NarratedOptions
from tasktide_export.narration import NarrationOptions
from tasktide_export.styles import load


def _document():
    code = Section((Text("Sum"),), (CodeBlock(text="a = 1\nb = 2"),))
    return identify(Document(metadata=Metadata(title="T", language="en"), sections=(code,)))


def test_every_option_of_narration_is_one_of_spoken_editions():
    own = {one.name: one for one in dataclasses.fields(NarratedOptions)}
    for one in dataclasses.fields(NarrationOptions):
        assert one.default == own[one.name].default
        assert own[one.name].metadata["help"]


def test_options_are_parsed_and_passed_on():
    given = {"profile": "simple", "notes": "skip", "long_tables": "5"}
    options = options_from(AudioOptions, "audio", given)
    expected = NarrationOptions(profile="simple", notes="skip", long_tables=5)
    assert isinstance(options, AudioOptions)
    assert expected == options.speaking.narration


@pytest.mark.parametrize(
    "wrong", [{"profile": "loud"}, {"code": "sing"}, {"long_tables": "-1"}, {"long_tables": "x"}]
)
def test_wrong_values_are_told(wrong):
    with pytest.raises(UsageError):
        options_from(AudioOptions, "audio", wrong)


def test_the_edition_and_its_timeline_leave_out_the_same_and_say_so():
    options = AudioOptions(container="mp3", rate=450, code="skip")
    cues = timeline(_document(), options.speaking, load()).cues
    assert ["Code, 2 lines.", "Left out."] == [one.text for one in cues if one.id[:5] == "sum-1"]
    outcome = AudioExporter().write(_document(), io.BytesIO(), options, Setting(style=load()))
    assert ["narration-code-skipped"] == [one.rule for one in outcome.findings]
