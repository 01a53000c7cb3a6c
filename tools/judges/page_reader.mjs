// Opens a page that reads itself in Chromium and uses its player as a person would; writes what
// happened as JSON to standard output.
//
//   node page_reader.mjs MODULES BROWSER PAGE FOLDER PLAN
//
// MODULES is the node_modules folder with axe-core and puppeteer-core, FOLDER takes the
// screenshots, PLAN (JSON) tells which seconds to go to, which elements to choose, and perhaps
// which parts of the use are wanted.  Nothing can be fetched.

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const WINDOW = { width: 1000, height: 760 }
const PHONE = { width: 380, height: 720, isMobile: true, hasTouch: true }
const CALM = { name: 'prefers-reduced-motion', value: 'reduce' }
const FLAGS = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-dev-shm-usage',
  '--mute-audio',
  '--host-resolver-rules=MAP * ~NOTFOUND',
]
const LISTENING = 4000 // milliseconds of playing that are looked at
const STEP = 120 // milliseconds between two looks
const SCROLLED = 1500 // milliseconds after which a smooth movement has ended

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds))

// What is marked at this moment, and at which second of the sound.
const look = page =>
  page.evaluate(() => {
    const ids = name => [...document.getElementsByClassName(name)].map(({ id }) => id)
    const audio = document.querySelector('audio')
    return {
      time: audio.currentTime,
      spoken: ids('spoken'),
      about: ids('spoken-about'),
      playing: !audio.paused,
      top: scrollY,
    }
  })

const seek = async (page, time) => {
  await page.evaluate(
    time =>
      new Promise(resolve => {
        const audio = document.querySelector('audio')
        audio.addEventListener('seeked', () => requestAnimationFrame(resolve), { once: true })
        audio.currentTime = time
      }),
    time,
  )
  return look(page)
}

const stop = page => page.evaluate(() => document.querySelector('audio').pause())
const button = (page, number) => page.$(`.read-along button:nth-of-type(${number})`)
const visible = (page, id) =>
  page.evaluate(id => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect()
    return top >= document.querySelector('.read-along').getBoundingClientRect().bottom - 1
      && bottom <= innerHeight + 1
  }, id)

class Person {
  constructor(browser, address, axe, folder) {
    Object.assign(this, { browser, address, axe, folder, complaints: [] })
  }

  // Open the page anew; `features` are media features such as forced colours.  With `lax` a
  // script that is not the page's may run in it.
  async open(features = [], viewport = WINDOW, lax = false) {
    const page = await this.browser.newPage()
    page.on('pageerror', error => this.complaints.push(error.message))
    page.on('console', message => {
      if (['error', 'warn', 'warning'].includes(message.type())) this.complaints.push(message.text())
    })
    await page.setViewport(viewport)
    // Not by puppeteer, which knows no forced colours.
    await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features })
    await page.setBypassCSP(lax)
    await page.goto(this.address)
    await page.waitForFunction(() => document.querySelector('audio').readyState >= 1)
    return page
  }

  async picture(page, name) {
    await page.screenshot({ path: join(this.folder, `${name}.png`) })
  }

  // The violations that axe-core finds, before the voice and with something marked.
  async violations(times) {
    const page = await this.open([], WINDOW, true)
    await page.addScriptTag({ path: this.axe })
    const found = []
    for (const time of [0, ...times.slice(0, 3)]) {
      if (time) await seek(page, time)
      found.push(...(await page.evaluate(async () => (await window.axe.run()).violations)))
    }
    await page.close()
    return found.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  }

  async seeks(times) {
    const page = await this.open()
    const seen = []
    for (const time of times) seen.push({ wanted: time, ...(await seek(page, time)) })
    await this.picture(page, 'marked')
    await page.close()
    return seen
  }

  // How loud it is just before and just after the moments, as the browser decodes the sound.
  async loudness(moments) {
    const page = await this.open()
    const found = await page.evaluate(async moments => {
      const text = atob(document.querySelector('audio').src.split(',')[1])
      const bytes = Uint8Array.from(text, one => one.charCodeAt(0))
      const context = new OfflineAudioContext(1, 1, 44100)
      const sound = await context.decodeAudioData(bytes.buffer)
      const samples = sound.getChannelData(0)
      const loudest = (from, to) => {
        const part = samples.subarray(from * sound.sampleRate, to * sound.sampleRate)
        return part.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
      }
      return moments.map(time => ({
        time,
        before: loudest(Math.max(0, time - 0.07), time - 0.03),
        after: loudest(time, time + 0.12),
      }))
    }, moments)
    await page.close()
    return found
  }

  // Start by the keyboard alone, and look on.
  async playing(start) {
    const page = await this.open()
    await seek(page, start)
    await (await button(page, 2)).focus()
    await page.keyboard.press('Enter')
    const seen = []
    for (let gone = 0; gone < LISTENING; gone += STEP) {
      await pause(STEP)
      seen.push(await look(page))
    }
    await this.picture(page, 'playing')
    const label = await page.evaluate(() => document.querySelector('[data-play]').textContent)
    await page.keyboard.press('Enter')
    const after = await look(page)
    await page.close()
    return { seen, label, stopped: !after.playing }
  }

  // Where Tab leads from the top of the page, and what the keys do there.
  async keyboard(start) {
    const page = await this.open()
    const stops = []
    for (let number = 0; number < 40; number++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(() => {
        const { tagName, textContent, className } = document.activeElement
        return { tag: tagName.toLowerCase(), words: textContent.slice(0, 40), name: className }
      })
      stops.push(stop)
    }
    await seek(page, start)
    const steps = [await look(page)]
    for (const number of [3, 3, 1]) {
      await (await button(page, number)).focus()
      await page.keyboard.press('Space')
      await pause(250)
      steps.push(await look(page))
    }
    await page.select('.read-along select', '150')
    const rate = await page.evaluate(() => document.querySelector('audio').playbackRate)
    await page.close()
    return { stops, steps, rate }
  }

  // Choose places in the text: by a click on the element `id`, by "Read from here"; and
  // follow a link in a sentence, which chooses none.
  async choosing(id, link) {
    const page = await this.open()
    const chosen = `[id="${id}"]`
    await page.$eval(chosen, one => one.scrollIntoView({ block: 'center', behavior: 'instant' }))
    await page.click(chosen)
    await pause(300)
    const clicked = await look(page)
    await stop(page)
    await page.evaluate(() => {
      getSelection().removeAllRanges()
      scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })
    })
    await (await button(page, 4)).focus()
    const first = await page.evaluate(() => {
      const edge = document.querySelector('.read-along').getBoundingClientRect().bottom
      const tops = [...document.querySelectorAll('.passage')].map(one => [one.id, one.getBoundingClientRect().top])
      return tops.filter(([, top]) => top >= edge).sort(([, a], [, b]) => a - b)[0][0]
    })
    await page.keyboard.press('Enter')
    await pause(300)
    const here = { first, ...(await look(page)) }
    await stop(page)
    await pause(SCROLLED)
    await page.$eval(link, one => one.scrollIntoView({ block: 'center', behavior: 'instant' }))
    const before = await look(page)
    await page.click(link)
    await pause(300)
    const followed = { before: before.time, ...(await look(page)) }
    await page.close()
    return { clicked, here, followed }
  }

  // Does the page go with the voice, and does it leave the reader alone?  `parts` are moments:
  // the last sentence before a note, the note, the sentence after it, one far below.
  async following({ before, note, after, below, belowNext }) {
    const page = await this.open([CALM])
    const report = {}
    await seek(page, before.time)
    report.before = { seen: await visible(page, before.id), ...(await look(page)) }
    const drift = async time => {
      // As the voice comes there by itself: no seeking, which is the reader's wish.
      await page.evaluate(time => {
        const audio = document.querySelector('audio')
        Object.defineProperty(audio, 'currentTime', { configurable: true, get: () => time })
        audio.dispatchEvent(new Event('timeupdate'))
        delete audio.currentTime
      }, time)
      await pause(1100)
      return look(page)
    }
    report.note = await drift(note.time)
    report.after = await drift(after.time)
    report.below = { ...(await drift(below.time)), seen: await visible(page, below.id) }
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
    report.left = await drift(belowNext.time)
    await page.click('.read-along input')
    await seek(page, before.time)
    report.off = await look(page)
    await page.close()
    return report
  }

  async withoutScript() {
    const page = await this.browser.newPage()
    await page.setJavaScriptEnabled(false)
    await page.goto(this.address)
    const shown = await page.evaluate(() => ({
      controls: document.querySelector('.read-along .controls').getClientRects().length,
      sound: document.querySelector('audio').getBoundingClientRect().height,
      native: document.querySelector('audio').controls,
    }))
    await page.close()
    return shown
  }

  // How it looks for those who choose their own colours, on a telephone, and on paper.
  async looks(time) {
    const contrast = await this.open([{ name: 'forced-colors', value: 'active' }, CALM])
    await seek(contrast, time)
    await this.picture(contrast, 'forced-colours')
    const line = await contrast.evaluate(() => {
      const style = getComputedStyle(document.querySelector('.spoken'))
      return parseFloat(style.borderBottomWidth) + parseFloat(style.outlineWidth)
    })
    await contrast.close()
    const phone = await this.open([CALM], PHONE)
    await seek(phone, time)
    await this.picture(phone, 'telephone')
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await phone.emulateMediaType('print')
    const printed = await phone.evaluate(() => ({
      player: document.querySelector('.read-along').getClientRects().length,
      ground: getComputedStyle(document.querySelector('.spoken')).backgroundColor,
    }))
    await phone.close()
    return { line, wide, printed }
  }
}

const [modules, executablePath, file, folder, plan] = process.argv.slice(2)
const require = createRequire(join(modules, 'package.json'))
const puppeteer = require('puppeteer-core')
const browser = await puppeteer.launch({ executablePath, pipe: true, args: FLAGS })
try {
  const { parts, times, starts, start, marked, choose, link, follow } = JSON.parse(plan)
  const axe = join(modules, 'axe-core', 'axe.min.js')
  const person = new Person(browser, pathToFileURL(file).href, axe, folder)
  const all = {
    violations: () => person.violations(times),
    seeks: () => person.seeks(times),
    loudness: () => person.loudness(starts),
    playing: () => person.playing(start),
    keyboard: () => person.keyboard(start),
    choosing: () => person.choosing(choose, link),
    following: () => person.following(follow),
    withoutScript: () => person.withoutScript(),
    looks: () => person.looks(marked),
  }
  const report = {}
  for (const name of parts ?? Object.keys(all)) report[name] = await all[name]()
  report.complaints = person.complaints
  process.stdout.write(JSON.stringify(report))
} finally {
  await browser.close()
}
