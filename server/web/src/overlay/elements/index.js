// All graphics by the name that an address, a template or a manifest calls them.
import { Clock } from './clock.js';
import { LaneBug } from './lane_bug.js';
import { MarginBar } from './margin_bar.js';
import { MedalCard } from './medal_card.js';
import { NextRace } from './next_race.js';
import { OrderTower } from './order_tower.js';
import { PhotoFinish } from './photo_finish.js';
import { Result } from './result.js';
import { SplitLadder } from './split_ladder.js';
import { StartBanner } from './start_banner.js';
import { StartList } from './start_list.js';
import { Status } from './status.js';
import { Sync } from './sync.js';
import { Title } from './title.js';

export const graphics = {
  title: Title, 'start-list': StartList, clock: Clock, 'split-ladder': SplitLadder, 'order-tower': OrderTower, 'margin-bar': MarginBar, 'lane-bug': LaneBug,
  'start-banner': StartBanner, 'photo-finish': PhotoFinish, result: Result, 'medal-card': MedalCard, 'next-race': NextRace, status: Status, sync: Sync,
};

/** Makes them known to the document as bowball-title and so on; twice does no harm. */
export function define_graphics() {
  for (const [name, one] of Object.entries(graphics)) {
    if (!customElements.get(`bowball-${name}`)) customElements.define(`bowball-${name}`, one);
  }
}
