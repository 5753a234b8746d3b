// Every crew of the meet with its races, from the start lists; and the search in it. Pure.
import { event_word, stage_of } from '../text/race_words.js';

/**
 * crew number -> {crew, code, name, club, noc, members, event, event_title, races: [{header, lane, status}]}, races in the order of the programme.
 * @param {any[]} start_lists @param {any} meet whose headers are the newer ones
 */
export function crews_of(start_lists, meet) {
  const headers = new Map((meet?.races ?? []).map((header, k) => [header.race, { header, k }]));
  const crews = new Map();
  for (const list of start_lists) {
    const known = headers.get(list.header.race);
    if (!known) continue;
    for (const row of list.rows) {
      const { crew, code, name, club } = row.crew;
      const one = crews.get(crew) ?? { crew, races: [], event: list.header.event, event_title: list.header.event_title };
      Object.assign(one, { code, name, club, noc: row.noc, members: row.members });
      one.races.push({ header: known.header, lane: row.crew.lane, status: row.status, at: known.k });
      crews.set(crew, one);
    }
  }
  for (const one of crews.values()) one.races.sort((a, b) => a.at - b.at);
  return crews;
}

/** The next race of a crew that it has not rowed, or undefined. */
export const next_race_of = (crew) => crew.races.find(({ header, status }) => !status && ['before', 'racing', 'recalled'].includes(stage_of(header.state)));

/** Without accents and case, as people type: "Łukasz" is found by "lukasz", "Müller" by "muller" and "mueller" alike. */
export const plain = (text) => String(text ?? '').normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/đ/g, 'd').replace(/ß/g, 'ss').replace(/æ/g, 'ae');
const with_umlauts = (text) => plain(String(text ?? '').replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue'));

/** Whether every word that was typed begins a word of the text, or stands in it where the script has no spaces. */
function fits(words, ...texts) {
  const all = texts.filter(Boolean).flatMap((text) => [plain(text), with_umlauts(text)]);
  const begins = (word, text) => text.startsWith(word) || text.split(/[\s.,/()\-–'’]+/).some((part) => part.startsWith(word)) || (/[^\u0000-\u024f]/.test(word) && text.includes(word));
  return words.every((word) => all.some((text) => begins(word, text)));
}

/** {crews, people, clubs, events}: what a text finds. Nothing typed finds nothing. */
export function search(text, crews, meet) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const found = { crews: [], people: [], clubs: [], events: [] };
  if (words.length === 0) return found;
  const clubs = new Map();
  for (const crew of crews.values()) {
    if (fits(words, crew.code, crew.name)) found.crews.push(crew);
    for (const person of crew.members) if (person !== crew.name && fits(words, person)) found.people.push({ person, crew });
    if (crew.club && fits(words, crew.club)) clubs.set(crew.club, [...(clubs.get(crew.club) ?? []), crew]);
  }
  found.clubs = [...clubs].map(([club, members]) => ({ club, crews: members }));
  const events = new Map((meet?.races ?? []).map(({ event, event_title }) => [event, event_title]));
  const said = (event, title) => event_word({ event, event_title: title });
  found.events = [...events].filter(([event, title]) => event && fits(words, event, title, said(event, title))).map(([event, title]) => ({ event, title: said(event, title) }));
  return found;
}
