"""The words by which publishing systems name the parts of a page.

Class names and ids are made of words; what a part is for is told by a few of
them, and they are the same in most systems and themes.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# Classes that say something of the page or the post, not of the element's own part in it.
_OF_THE_POST = re.compile(
    r"(?:^|\s)(?:category|cat|has|no|not|with|without|status|format|type|is|tax|term|hide|show|"
    r"js|wf|css|elementor-element|elementor-widget__|page-template|single|postid|parent)[-_][^\s]*|"
    r"(?:^|\s)[^\s]*(?:layout|enabled|disabled|true|false|inactive)[^\s]*|"
    r"(?:^|\s)tag-(?!s?-?(?:list|cloud|links|container|wrap))[^\s]*"
)


# Names that a programme made up: letters and digits in turn.
_MADE_UP = re.compile(r"(?<![a-zA-Z\d])(?=[a-z]*\d+[a-z]+\d|\d+[a-z]+\d)[a-z\d]{6,}(?![a-zA-Z\d])")


@lru_cache(maxsize=4096)
def words(names: str) -> str:
    """Return class names and ids as lower-case words: ``relatedPosts`` is ``related-posts``."""
    kept = _MADE_UP.sub(" ", _OF_THE_POST.sub(" ", names))
    return " ".join("-".join(_WORD.findall(name)).lower() for name in kept.split())


_KINDS: tuple[tuple[str, str], ...] = (
    (
        "comments",
        r"comments?(?:-(?:area|list|section|thread|wrap\w*|block|container|form|respond|box|count|"
        r"link|feed|items?|content|embed|holder|outer|inner|root|main|app|title))?(?![\w-])|"
        r"commentlist|commentary-list|disqus\w*|respond|replies|reply|livefyre|viafoura|coral|"
        r"fb-comments|discussion-(?:thread|list)|webmention\w*|shoutbox|talkback",
    ),
    (
        "share",
        r"share(?!d-content|holder|point|d-counting)\w*|sharing|social(?!-science|-studies)\w*|"
        r"addtoany|addthis\w*|a-2-a|sns|tweet-(?:button|this|link)|twitter-share\w*|click-to-tweet|"
        r"fb-like|facebook-like|follow-(?:us|me|links?|buttons?)|reactions?|like-button|"
        r"actions-bar|post-actions|article-actions|article-tools|toolbar|tool-bar|bookmark",
    ),
    (
        "related",
        r"related(?!-work\b)\w*|recirc\w*|recommend(?:ed|ations?|s)?\w*|you-may(?:-also)?(?:-like)?|"
        r"read-(?:more-(?:posts|articles|stories)|next|also)|more-(?:from|stories|posts|articles|"
        r"news|on|in)|most-(?:read|popular|viewed|recent|shared)|popular-(?:posts|articles|stories)|"
        r"recent-(?:posts|articles|comments|stories|news)|latest-(?:posts|news|articles|stories)|"
        r"trending|taboola\w*|outbrain\w*|zergnet\w*|revcontent|jp-relatedposts|yarpp\w*|"
        r"also-like|next-(?:post|article|up|story)|up-next|similar-(?:posts|articles)|"
        r"trc-\w+|readmore-posts|inline-promo|story-list|article-list|"
        r"further-reading-box|crp",
    ),
    (
        "cookies",
        r"cookies?(?!-(?:recipe|cutter))\w*|gdpr\w*|consent\w*|onetrust\w*|ccpa|cookiebot|"
        r"privacy-(?:banner|notice|bar)",
    ),
    (
        "newsletter",
        r"newsletters?\w*|subscribe\w*|subscription\w*|signup\w*|sign-up|mailing-list|mc-embed\w*|"
        r"mailchimp|mailpoet|convertkit|ck-form|formkit|email-(?:capture|form|signup|optin)|optin\w*|"
        r"opt-in|lead-(?:form|capture|magnet)|hs-form|hubspot-form|hbspt-form|wpforms\w*|wpcf-7|"
        r"gform\w*|leadinmodal",
    ),
    (
        "contents",
        r"toc|tocs|table-of-contents?|tableofcontents?|ez-toc\w*|lwptoc\w*|rank-math-toc|"
        r"aioseo-table-of-contents|wp-block-table-of-contents|toc-(?:container|wrap\w*|list|title|"
        r"box|widget|sidebar|mobile|content|block)|elementor-widget-table-of-contents|"
        r"elementor-toc\w*|on-this-page|in-this-article|jump-links?|jumplinks?|page-contents",
    ),
    (
        "navigation",
        r"breadcrumbs?\w*|crumbs|pagination|pagenav\w*|pager|page-links|nav|navs|navigation|navbar|"
        r"navi|post-nav\w*|nav-(?:links|previous|next|below|above|single)|menu|menus|menubar|"
        r"sidebar\w*|side-bar|site-(?:header|footer)|page-footer|masthead|topbar|top-bar|"
        r"footer|colophon|skip-(?:link|to-content|nav)\w*|scroll-(?:to-)?top|back-to-top|"
        r"scroll-?up|go-?top|backtotop|sitemap|megamenu|mega-menu|offcanvas|off-canvas|hamburger|"
        r"search-?form|searchbox|search-bar|widget-area|global-nav|subnav|sub-nav|"
        r"mw-editsection|editsection|edit-link|rss\w*",
    ),
    (
        "author",
        r"author-?(?:bio|box|info|card|profile|about|description|details|section|block|wrap\w*|"
        r"container|area|desc|data|widget|meta|byline|name|avatar|list|image|link|social)\w*|"
        r"about-?(?:the-)?author\w*|post-author\w*|entry-author\w*|article-author\w*|bio-box|"
        r"bio|byline\w*|by-line|authors?|vcard|contributors?|writer-(?:bio|info)|dateline-author|"
        r"saboxplugin-\w+|abh-\w+|pp-author-\w+|avatar",
    ),
    (
        "tags",
        r"post-?tags?|entry-?tags?|article-?tags?|tags?-?(?:list|links|cloud|container|wrap\w*)|"
        r"tags|tagcloud|cat-?links|categories|post-?categor(?:y|ies)|entry-?(?:meta|footer|"
        r"utility)|post-?(?:meta|info|footer|date|byline|details|data)|postmeta\w*|postmetadata|"
        r"article-?(?:meta|info|footer|topics|date|byline|metadata|details)|meta-?(?:info|data|"
        r"bar)|topics|keywords|read(?:ing)?-?time\w*|timestamp|dateline|publish(?:ed)?-?date|"
        r"posted-?(?:on|in|by)|printfriendly|print-?(?:link|button)|filed-under|kicker|eyebrow|"
        r"story-?meta|entry-?date|blog-?meta",
    ),
    (
        "advert",
        r"ads?|adv|advert\w*|adsense|adsbygoogle|adslot|ad-?(?:break|slot|unit|container|wrap\w*|"
        r"banner|block|box|label|placeholder|zone|space|inner|holder|native|text|top|bottom|"
        r"module|disclosure)|dfp\w*|gpt-ad|google-auto-placed|sponsor(?:ed|s)?\w*|promo|promos|"
        r"promotion\w*|promobox|banner|banners|outbrain|affiliate-(?:disclosure|box|notice)|"
        r"testimonials|skyscraper|leaderboard|billboard|partner-?(?:content|box)|cta|ctas|call-to-action|"
        r"cta-?(?:box|block|banner|wrap\w*|section|container|inline|button)|in-article-ad",
    ),
    (
        "paywall",
        r"paywall\w*|regwall|premium-(?:wall|notice|content-message)|subscriber-only-message|"
        r"piano-\w+|tp-(?:modal|container)|metered?-\w+|login-wall|agegate|age-gate",
    ),
    (
        "dialogue",
        r"modal\w*|popups?|pop-up|lightbox\w*|overlay|dialog|tooltip\w*|toast|drawer|flyout|"
        r"screen-reader-(?:text|only)|screenreader\w*|sr-only|visually-?hidden\w*|assistive-text|"
        r"print-only|hidden-text|invisible|offscreen|audible|a-11-y-hidden|cover-wrap|"
        r"notification-bar|announcement-bar|sticky-bar",
    ),
)
"""Kinds of furniture and the words in class names and ids that name them, first match first."""

_FURNITURE = re.compile(
    r"(?<![\w-])(?:[\w]+-){0,6}?(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS)
    + r")(?=$|[\s-])"
)
_CONTENT = re.compile(
    r"(?:^|[\s-])(?:article|articles?body|body|content|contents|entry|hentry|main|page|post|text|"
    r"blog|story|column|shadow|prose|markdown|richtext|rich-text|rte|copy)(?=$|[\s-])"
)


@lru_cache(maxsize=4096)
def furniture_kind(names: str) -> str:
    """Return the kind of furniture that class names and ids name, or an empty string."""
    found = _FURNITURE.search(words(names))
    return found.lastgroup or "" if found else ""


@lru_cache(maxsize=4096)
def names_content(names: str) -> bool:
    """Tell whether class names or ids use a word for an article or its body."""
    return _CONTENT.search(words(names)) is not None
