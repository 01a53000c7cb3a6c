// Reads a book in Chromium as a person would, with the engine foliate-js, and writes what
// happened as JSON to standard output.
//
//   node reading_system.mjs MODULES BROWSER BOOK FOLDER [listen]
//
// MODULES is the node_modules folder with foliate-js and puppeteer-core, FOLDER takes the
// screenshots.  With `listen` the book is only listened to.  Nothing but 127.0.0.1 can be reached from the browser.

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.epub': 'application/epub+zip',
}
const WINDOW = { width: 1000, height: 760 }
const FLAGS = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]
// Chromium says this of every frame that the engine makes, whatever the book is.
const ABOUT_THE_ENGINE = /allow-scripts and allow-same-origin/

// What is known of a note whose call cannot be clicked, or whose click led nowhere.
const UNOPENED = { words: '', shown: false, popup: false }

// Serve the page, the engine and the book on a free port; return the server.
function serve(modules, book) {
  const places = new Map([
    ['/', join(HERE, 'reading_page.html')],
    ['/reading_page.mjs', join(HERE, 'reading_page.mjs')],
    ['/book.epub', book],
  ])
  const server = createServer(async ({ url }, response) => {
    const path = normalize(new URL(url, 'http://127.0.0.1').pathname)
    const engine = path.startsWith('/engine/') && path.slice('/engine/'.length)
    const file = engine ? join(modules, 'foliate-js', engine) : places.get(path)
    try {
      const bytes = await readFile(file)
      response.writeHead(200, { 'content-type': TYPES[extname(file)] }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

// A person with the book open: clicks, sees, takes pictures.
class Reader {
  constructor(page, folder) {
    this.page = page
    this.folder = folder
    this.complaints = []
    this.screenshots = []
    page.on('pageerror', error => this.complaints.push(error.message))
    page.on('console', message => this.#hear(message))
  }

  #hear(message) {
    const told = ['error', 'warn', 'warning'].includes(message.type())
    if (told && !ABOUT_THE_ENGINE.test(message.text())) this.complaints.push(message.text())
  }

  // Call a function of the page's `reader`.
  ask(name, ...values) {
    return this.page.evaluate((name, values) => window.reader[name](...values), name, values)
  }

  // Click by `press` and return what the click led to.
  async click(press) {
    await this.ask('expectClick')
    await press()
    return this.ask('afterClick')
  }

  async picture(name) {
    const path = join(this.folder, `${name}.png`)
    await this.page.screenshot({ path })
    this.screenshots.push(path)
  }
}

// Follow every line of the contents by a click on it.
async function readContents(reader, entries) {
  const links = await reader.page.$$('#contents a')
  const places = []
  for (const [index, { title, level }] of entries.entries()) {
    const { shown, heading } = await reader.click(() => links[index].click())
    await reader.picture(`contents-${index + 1}`)
    places.push({ title, level, shown, heading })
  }
  return places
}

// Open the note of every call, then go to where the note stands and take the way back.
async function readNotes(reader) {
  const call = await reader.page.evaluate(() => window.reader.CALL)
  const notes = []
  for (const [index, station] of (await reader.ask('find', call)).entries()) {
    const { address, point } = await reader.ask('show', call, station)
    const opened = point && (await reader.click(() => reader.page.mouse.click(point.x, point.y)))
    await reader.picture(`note-${index + 1}`)
    await reader.ask('closeNote')
    const { words, shown, popup } = { ...UNOPENED, ...opened }
    notes.push({ words, shown, popup, returned: await returns(reader, address) })
  }
  return notes
}

// Say whether the way back of the note at `address` leads to a call of this very note.
async function returns(reader, address) {
  const point = await reader.ask('showWayBack', address)
  if (!point) return false
  const place = await reader.click(() => reader.page.mouse.click(point.x, point.y))
  await reader.ask('closeNote')
  return place.shown && place.leadsTo === address
}

// Turn to every element that `selector` matches; return what it is and whether it shows.
async function readParts(reader, selector, name) {
  const parts = []
  for (const [index, station] of (await reader.ask('find', selector)).entries()) {
    const { alternative, width, shown } = await reader.ask('show', selector, station)
    await reader.picture(`${name}-${index + 1}`)
    // Only images have a width; without one the report has no such key.
    parts.push({ alternative, width, shown })
  }
  return parts
}

// Let the engine read the book aloud; return what it highlighted, in order.
async function listen(reader) {
  await reader.ask('startReading')
  await reader.page.waitForFunction(() => window.reader.highlights().some(one => one.words))
  await reader.picture('aloud')
  await reader.page.waitForFunction(() => window.reader.hasEnded(), { timeout: 0, polling: 500 })
  return { highlights: await reader.ask('highlights'), complaints: reader.complaints }
}

async function read(page, address, folder, mode) {
  const reader = new Reader(page, folder)
  await page.goto(address)
  await page.waitForFunction(() => window.reader)
  const entries = await reader.ask('open', '/book.epub')
  if (mode === 'listen') return listen(reader)
  return {
    contents: await readContents(reader, entries),
    notes: await readNotes(reader),
    images: await readParts(reader, 'img', 'image'),
    formulas: await readParts(reader, 'math', 'formula'),
    complaints: reader.complaints,
    screenshots: reader.screenshots,
  }
}

const [modules, executablePath, book, folder, mode] = process.argv.slice(2)
const puppeteer = createRequire(join(modules, 'package.json'))('puppeteer-core')
const server = await serve(modules, book)
// Through a pipe, so that the browser ends when this program does, however that comes.
const browser = await puppeteer.launch({
  executablePath,
  pipe: true,
  args: FLAGS,
  defaultViewport: WINDOW,
})
try {
  const address = `http://127.0.0.1:${server.address().port}/`
  const report = await read(await browser.newPage(), address, folder, mode)
  process.stdout.write(JSON.stringify(report))
} finally {
  await browser.close()
  server.close()
}
