// Marks on the page what the voice is saying, and lets the reader steer the voice by the text.
//
// The page holds the marks in the order of time: `element` is the id of the element whose words
// are said, `about` that of the block which is being read, or of the call of the note which is;
// `start` and `end` are seconds.
(() => {
  'use strict';

  const ROUNDED = 0.001; // seconds: times have three decimals
  const AGAIN = 1.5; // seconds into a sentence after which "previous" means its beginning
  const SETTLED = 1000; // milliseconds that a smooth movement of the page takes at most
  const GAP = 8; // pixels above what stays of the player

  const player = document.querySelector('.read-along');
  const audio = player.querySelector('audio');
  const controls = player.querySelector('.controls');
  const [previous, play, next, here] = controls.querySelectorAll('button');
  const speed = controls.querySelector('select');
  const follow = controls.querySelector('input');
  const marks = JSON.parse(player.querySelector('script').textContent);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const wide = matchMedia('(min-width: 40rem)');

  const numbers = new Map(); // id of an element: number of its mark
  marks.forEach(({ element }, number) => element && numbers.set(element, number));
  const texts = [...numbers.values()]; // numbers of the marks whose words stand on the page

  let marked = -1; // number of the mark that is set
  let last = null; // element that the page followed the voice to
  let moved = -Infinity; // when the page was moved last, in milliseconds

  // The number of the last mark that has begun at `time`, in seconds; -1 before the first.
  const begun = time => {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].start <= time + ROUNDED) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const byId = id => document.getElementById(id);
  const mark = (number, on) => {
    const { element, about } = marks[number] ?? {};
    if (element) byId(element).classList.toggle('spoken', on);
    if (about) byId(about).classList.toggle('spoken-about', on);
  };

  // Where the page can be read: below the player, if that keeps its place on the screen.
  const top = () => Math.max(0, isKept() ? player.getBoundingClientRect().bottom : 0);
  const isKept = () => getComputedStyle(player).position === 'sticky';
  const isSeen = (element, whole) => {
    const box = element.getBoundingClientRect();
    const [above, below] = whole ? [box.top, box.bottom] : [box.bottom, box.top];
    return element.getClientRects().length > 0 && above >= top() && below <= innerHeight;
  };

  // Move the page to what is marked, unless the reader has gone elsewhere: whoever does not see
  // where the voice was is left in peace until the voice comes by.  Notes stand at the end of
  // the page and are read between paragraphs, so nothing moves for them.
  const reveal = asked => {
    const { element: id, about } = marks[marked] ?? {};
    const element = id && byId(id);
    if (!element || (about && !byId(about).contains(element))) return;
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
    if (number !== undefined) audio.currentTime = marks[number].start;
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
    while (element && !numbers.has(element.id)) element = element.parentElement;
    return element ? numbers.get(element.id) : undefined;
  };

  // The mark where the reader is: the selected one if it is on the screen, else the first
  // that begins there.
  const place = () => {
    const chosen = owner(getSelection().anchorNode);
    if (chosen !== undefined && isSeen(byId(marks[chosen].element), true)) return chosen;
    const edge = top();
    const boxes = texts.map(number => [number, byId(marks[number].element).getBoundingClientRect()]);
    const below = boxes.filter(([, { top, height }]) => height && top >= edge && top < innerHeight);
    const first = Math.min(...below.map(([, { top }]) => top));
    return below.find(([, { top }]) => top === first)?.[0];
  };

  previous.addEventListener('click', () => {
    const now = audio.currentTime;
    const so = texts.filter(number => marks[number].start <= now + ROUNDED);
    const again = so.length && now - marks[so.at(-1)].start > AGAIN;
    go(so.at(again ? -1 : -2) ?? so[0]);
  });
  next.addEventListener('click', () => {
    go(texts.find(number => marks[number].start > audio.currentTime + ROUNDED));
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

  // Where the player keeps its place, no link leads to what is behind it.  The style sheet lets
  // so many pixels of it move out above: the hint, and on a narrow screen the controls.
  const keepClear = () => {
    const stays = (wide.matches ? controls : audio).getBoundingClientRect().top;
    player.style.setProperty('--above', `${player.getBoundingClientRect().top - stays + GAP}px`);
    const { top, position } = getComputedStyle(player);
    const height = position === 'sticky' ? player.offsetHeight + parseFloat(top) : 0;
    document.documentElement.style.scrollPaddingTop = `calc(${height}px + 1em)`;
  };
  addEventListener('resize', keepClear);

  for (const one of player.querySelectorAll('[hidden]')) one.hidden = false;
  document.documentElement.classList.add('reads-along');
  keepClear();
})();
