// Marks on the page what the voice is saying, and lets the reader steer the voice by the text.
//
// The times are a list of passages in the page: `ids` are the elements whose words are said,
// `about` is an element that is only spoken of, `start` and `end` are seconds.
(() => {
  'use strict';

  const ROUNDED = 0.001; // seconds: times have three decimals
  const AGAIN = 1.5; // seconds into a passage after which "previous" means its beginning
  const SETTLED = 1000; // milliseconds that a smooth movement of the page takes at most

  const player = document.querySelector('.read-along');
  const audio = player.querySelector('audio');
  const controls = player.querySelector('.controls');
  const [previous, play, next, here] = controls.querySelectorAll('button');
  const speed = controls.querySelector('select');
  const follow = controls.querySelector('input');
  const passages = JSON.parse(document.querySelector('script.passages').textContent);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  const owners = new Map(); // id of an element: number of its passage
  const texts = []; // numbers of the passages that stand on the page
  passages.forEach(({ ids = [] }, number) => {
    for (const id of ids) owners.set(id, number);
    if (ids.length) texts.push(number);
  });

  let marked = -1; // number of the passage that is marked
  let last = null; // element that the page followed the voice to
  let moved = -Infinity; // when the page was moved last, in milliseconds

  // The number of the last passage that has begun at `time`, in seconds; -1 before the first.
  const begun = time => {
    let low = 0;
    let high = passages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passages[middle].start <= time + ROUNDED) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const mark = (number, on) => {
    const { ids = [], about } = passages[number] ?? {};
    for (const id of ids) document.getElementById(id)?.classList.toggle('spoken', on);
    if (about) document.getElementById(about)?.classList.toggle('spoken-about', on);
  };

  // Where the page can be read: below the player, if that keeps its place on the screen.
  const top = () => Math.max(0, isKept() ? player.getBoundingClientRect().bottom : 0);
  const isKept = () => getComputedStyle(player).position === 'sticky';
  const isSeen = (element, whole) => {
    const box = element.getBoundingClientRect();
    const [above, below] = whole ? [box.top, box.bottom] : [box.bottom, box.top];
    return element.getClientRects().length > 0 && above >= top() && below <= innerHeight;
  };

  // Move the page to the passage, unless the reader has gone elsewhere: whoever does not see
  // where the voice was is left in peace until the voice comes by.  Notes stand at the end of
  // the page and are read between paragraphs, so nothing moves for them.
  const reveal = asked => {
    const { ids, about } = passages[marked] ?? {};
    const element = ids && !about && document.getElementById(ids[0]);
    if (!element) return;
    const away = last && performance.now() - moved > SETTLED && !isSeen(last, false);
    last = element;
    if (!follow.checked || (away && !asked)) return;
    for (let one; (one = element.closest('details:not([open])')); ) one.open = true;
    if (isSeen(element, true)) return;
    moved = performance.now();
    element.scrollIntoView({ block: 'start', behavior: calm.matches ? 'instant' : 'smooth' });
  };

  // `asked`: the reader has just chosen this place.
  const update = asked => {
    const now = audio.ended ? -1 : begun(audio.currentTime);
    if (now === marked && !asked) return;
    if (now !== marked) {
      mark(marked, false);
      marked = now;
      mark(marked, true);
    }
    reveal(asked);
  };

  const watch = () => {
    update(false);
    if (!audio.paused) requestAnimationFrame(watch);
  };

  const go = number => {
    if (number !== undefined) audio.currentTime = passages[number].start;
  };
  // A start that a pause overtakes is none; what cannot be played, the audio element says.
  const start = () => audio.play().catch(() => {});
  const readFrom = number => {
    if (number === undefined) return;
    go(number);
    start();
  };

  const owner = node => {
    let element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    while (element && !owners.has(element.id)) element = element.parentElement;
    return element ? owners.get(element.id) : undefined;
  };
  const box = number => document.getElementById(passages[number].ids[0]).getBoundingClientRect();

  // The passage where the reader is: the selected one if it is on the screen, else the first
  // that begins there.
  const place = () => {
    const chosen = owner(getSelection().anchorNode);
    if (chosen !== undefined && isSeen(document.getElementById(passages[chosen].ids[0]), true)) {
      return chosen;
    }
    const edge = top();
    const boxes = texts.map(number => [number, box(number)]);
    const below = boxes.filter(([, { top, height }]) => height && top >= edge && top < innerHeight);
    const first = Math.min(...below.map(([, { top }]) => top));
    return below.find(([, { top }]) => top === first)?.[0];
  };

  previous.addEventListener('click', () => {
    const now = audio.currentTime;
    const so = texts.filter(number => passages[number].start <= now + ROUNDED);
    const again = so.length && now - passages[so.at(-1)].start > AGAIN;
    go(so.at(again ? -1 : -2) ?? so[0]);
  });
  next.addEventListener('click', () => {
    go(texts.find(number => passages[number].start > audio.currentTime + ROUNDED));
  });
  play.addEventListener('click', () => (audio.paused ? start() : audio.pause()));
  here.addEventListener('click', () => readFrom(place()));
  speed.addEventListener('change', () => (audio.playbackRate = speed.value / 100));
  follow.addEventListener('change', () => update(true));

  document.addEventListener('click', event => {
    const other = event.target.closest('a, button, summary, input, select, label, audio');
    const selects = !getSelection().isCollapsed;
    if (!other && !selects && !event.defaultPrevented) readFrom(owner(event.target));
  });

  audio.addEventListener('play', () => {
    update(true);
    watch();
  });
  for (const name of ['play', 'pause', 'ended']) {
    audio.addEventListener(name, () => {
      play.textContent = audio.paused ? play.dataset.play : play.dataset.pause;
    });
  }
  audio.addEventListener('ended', () => update(false));
  audio.addEventListener('timeupdate', () => update(false)); // in a page that is not drawn
  audio.addEventListener('seeked', () => update(true));
  audio.addEventListener('ratechange', () => (speed.value = Math.round(audio.playbackRate * 100)));

  const keepClear = () => {
    const height = isKept() ? player.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `calc(${height}px + 1em)`;
  };
  addEventListener('resize', keepClear);

  for (const one of player.querySelectorAll('[hidden]')) one.hidden = false;
  document.documentElement.classList.add('reads-along');
  keepClear();
})();
