// A small reader around foliate-js, in the browser: contents beside the pages, notes in a
// dialog.  It has the least that a reading system has, so that what is seen is the engine's
// doing and the book's.  reading_system.mjs drives it through `window.reader`.

import '/engine/view.js'
import { FootnoteHandler } from '/engine/footnotes.js'

const HEADINGS = 'h1, h2, h3, h4, h5, h6'
const CALL = 'a[role~="doc-noteref"]'
const BACK = 'a[role~="doc-backlink"]'
// What stands for its alternative: formulas, images, and images whose bytes were never there.
const PICTURED = 'math, img, [role="img"]:not(.generated)'

const contents = document.getElementById('contents')
const pages = document.getElementById('pages')
const dialog = document.getElementById('note')
const notes = new FootnoteHandler()
const view = document.createElement('foliate-view')

// What the last click led to, once the engine has done with it; see `expectClick`.
let answer = () => {}
let clicked = Promise.resolve()
// The section of the book that each page came from.
const sectionOf = new WeakMap()
// The engine's view of the note in the dialog, or null where the note was not found.
let shownNote = null

// Open the book at `address`; return its table of contents as a flat list.
async function open(address) {
  const book = await (await fetch(address)).blob()
  pages.append(view)
  view.addEventListener('link', follow)
  view.addEventListener('load', ({ detail }) => {
    sectionOf.set(detail.doc, detail.index)
    notice(detail.doc)
  })
  notice(document)
  await view.open(new File([book], 'book.epub'))
  const entries = [...flatten(view.book.toc ?? [])]
  entries.forEach(list)
  await showSection(0)
  return entries
}

function* flatten(items, level = 1) {
  for (const { label, href, subitems } of items) {
    yield { title: label, address: href, level }
    yield* flatten(subitems ?? [], level + 1)
  }
}

// Make a line of the contents: a link, as in the side bar of any reading system.
function list({ title, address, level }) {
  const link = document.createElement('a')
  link.href = '#'
  link.textContent = title
  link.addEventListener('click', event => {
    event.preventDefault()
    answer(arriveAt(address))
  })
  const line = document.createElement('div')
  line.style.paddingLeft = `${level - 1}em`
  line.append(link)
  contents.append(line)
}

// A click that meets no link is an answer too, or the driver would wait for ever.
function notice(page) {
  page.addEventListener('click', ({ target }) => {
    if (!target.closest?.('a[href]')) answer(failed(new Error('the click met no link')))
  })
}

// The engine met a click on a link of the book: a call opens its note in the dialog, as in
// any reading system that has pop-up notes; any other link leads to its place.
function follow(event) {
  const { href } = event.detail
  const opened = notes.handle(view.book, event)
  event.preventDefault()
  answer(opened ? opened.then(noteInDialog, failed) : arriveAt(href))
}

notes.addEventListener('before-render', ({ detail }) => {
  // In columns: when it scrolls, the engine looks at a note that was closed meanwhile.
  detail.view.renderer.setAttribute('margin', '16px')
  detail.view.renderer.setAttribute('max-column-count', '1')
  dialog.replaceChildren(detail.view)
  dialog.showModal()
})

notes.addEventListener('render', ({ detail }) => {
  shownNote = detail.target && detail.view
})

async function noteInDialog() {
  if (!shownNote) return failed(new Error('there is no such note'))
  const { doc } = shownNote.renderer.getContents()[0]
  await settled(doc)
  return { popup: true, words: wordsOf(doc.body), shown: await onScreen(doc.body) }
}

// Go to an address of the book; return what is there and whether the reader sees it.
async function arriveAt(address) {
  try {
    const { place, section } = await goTo(address)
    const heading = place.matches(HEADINGS) ? place : place.querySelector(HEADINGS)
    return {
      words: wordsOf(place),
      heading: heading ? wordsOf(heading) : '',
      shown: await onScreen(heading ?? place),
      leadsTo: place.matches(CALL) ? addressOf(place, section) : '',
    }
  } catch (error) {
    return failed(error)
  }
}

// Let the engine go to an address; return the element there and its section's index.
// Throws an Error when the book has no such file or no such element in it.
async function goTo(address) {
  const resolved = await view.goTo(address)
  const { doc } = view.renderer.getContents()[0]
  // Where a file is missing or outside the spine, the engine stays where it was.
  if (resolved?.index !== sectionOf.get(doc)) throw new Error(`no page is at ${address}`)
  const anchor = resolved.anchor(doc)
  if (anchor === null) throw new Error(`nothing is at ${address}`)
  await settled(doc)
  // Without a fragment the anchor is a number: the start of the file.
  return { place: anchor === 0 ? doc.body : anchor, section: resolved.index }
}

// What failed is seen by what does not show; the reason is for whoever looks for it.
function failed(error) {
  console.info(error.message)
  return { words: '', heading: '', shown: false, popup: false, leadsTo: '' }
}

// Say where every element that `selector` matches is: section and order in it.
async function find(selector) {
  const found = []
  for (const [section, { createDocument }] of view.book.sections.entries()) {
    const matches = (await createDocument()).querySelectorAll(selector)
    matches.forEach((_, order) => found.push({ section, order }))
  }
  return found
}

// Turn to one of the elements that `find` told of, and tell what it is.
async function show(selector, { section, order }) {
  await showSection(section, doc => doc.querySelectorAll(selector)[order])
  const { doc } = view.renderer.getContents()[0]
  const element = doc.querySelectorAll(selector)[order]
  return {
    alternative: alternativeOf(element),
    width: element.naturalWidth,
    shown: await onScreen(element),
    address: element.matches(CALL) ? addressOf(element, section) : undefined,
    point: await pointOf(element),
  }
}

// Turn to the way back of the note at `address`; return where to click, or null without one.
async function showWayBack(address) {
  try {
    const { place, section } = await goTo(address)
    const link = place.querySelector(BACK)
    if (!link) return null
    await showSection(section, () => link)
    return await pointOf(link)
  } catch {
    return null
  }
}

async function showSection(index, anchor = () => 0) {
  await view.renderer.goTo({ index, anchor })
  await settled(view.renderer.getContents()[0].doc)
}

function addressOf(link, index) {
  return view.book.sections[index].resolveHref(link.getAttribute('href'))
}

// Fonts and images move the text; two frames later the engine has laid it out again.
async function settled(doc) {
  await doc.fonts.ready
  await Promise.all(Array.from(doc.images, image => image.decode().catch(() => {})))
  await frame()
  await frame()
}

function frame() {
  return new Promise(requestAnimationFrame)
}

// Ask the browser itself: it knows what columns, frames and scrolling leave of an element.
function onScreen(element) {
  return new Promise(resolve => {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect()
      const { width, height } = entry.intersectionRect
      resolve(width > 0 && height > 0)
    })
    observer.observe(element)
  })
}

// The point in the window, in CSS pixels, where a click meets `element`; null off the screen.
async function pointOf(element) {
  if (!(await onScreen(element))) return null
  const [box] = element.getClientRects()
  const frameBox = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
  return {
    x: frameBox.left + box.left + box.width / 2,
    y: frameBox.top + box.top + box.height / 2,
  }
}

// The words of an element as the document counts them: formulas and images by their
// alternatives, without the numbers that lead to notes and back.
function wordsOf(element) {
  const copy = element.cloneNode(true)
  copy.querySelectorAll(`${CALL}, ${BACK}`).forEach(link => link.remove())
  copy.querySelectorAll(PICTURED).forEach(part => part.replaceWith(alternativeOf(part)))
  return copy.textContent.replace(/\s+/g, ' ').trim()
}

function alternativeOf(element) {
  const names = ['alttext', 'alt', 'aria-label'].map(name => element.getAttribute(name))
  return names.find(name => name !== null) ?? ''
}

// Call before a click; `afterClick` then waits for what it led to.
function expectClick() {
  clicked = new Promise(resolve => {
    answer = resolve
  })
}

function afterClick() {
  return clicked
}

function closeNote() {
  dialog.querySelector('foliate-view')?.close()
  dialog.replaceChildren()
  shownNote = null
  dialog.close()
}

// What was highlighted while the book was read aloud: the passage, the words that looked
// read, and when in its sound.
const heard = []
let lastHeard = 0
const SILENCE = 5_000
// Milliseconds that the engine may take to turn to the page and mark the passage.
const TURNING = 200

// Read the book aloud from its first page.
async function startReading() {
  const { activeClass } = view.book.media
  view.mediaOverlay.addEventListener('highlight', ({ detail }) => {
    lastHeard = Date.now()
    const passage = { ...detail, words: '' }
    heard.push(passage)
    setTimeout(() => {
      const page = view.renderer.getContents()[0]?.doc
      const marked = page?.querySelector(`.${CSS.escape(activeClass)}`)
      passage.words = marked ? wordsOf(marked) : ''
    }, TURNING)
  })
  lastHeard = Date.now()
  await view.mediaOverlay.start(0)
}

function highlights() {
  return heard
}

// Nothing new for a while: the engine does not say that it is done.
function hasEnded() {
  return Date.now() - lastHeard > SILENCE
}

window.reader = {
  open, find, show, showWayBack, expectClick, afterClick, closeNote, CALL,
  startReading, highlights, hasEnded,
}
