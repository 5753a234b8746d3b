// Graphics for hosts of the EBU's OGraf, version 1: a class for each that a host registers, loads and plays. Draws nothing before it is played.
import { Broadcast } from './broadcast.js';
import { define_graphics } from './elements/index.js';
import { add_fonts, set_base_address } from './fonts.js';
import { initial_options, with_data } from './options.js';
import { Stage } from './stage.js';

set_base_address(import.meta.url);

const ok = { statusCode: 200 };
const refused = (statusCode, statusMessage) => ({ statusCode, statusMessage });

/** The server that the files were loaded from, unless the data says another. */
const usual_server = () => (/^https?:/.test(import.meta.url) ? new URL(import.meta.url).origin : '');

/** The class of one graphic by its name; a host gives it its own tag. */
export function ograf_graphic(name) {
  return class extends HTMLElement {
    #stage = null;
    #broadcast = null;
    #is_playing = false;

    async load({ data, renderType } = {}) {
      if (renderType && renderType !== 'realtime') return refused(400, 'It follows a live race: only realtime.');
      define_graphics();
      if (!customElements.get('bowball-stage')) customElements.define('bowball-stage', Stage);
      const { options, problems } = with_data({ ...initial_options(), when: 'always', server: usual_server() }, data || {});
      await add_fonts();
      this.#dispose();
      this.#stage = this.appendChild(document.createElement('bowball-stage'));
      this.#broadcast = new Broadcast(this.#stage, [name], options);
      return problems.length > 0 ? refused(400, problems.join(' ')) : ok;
    }

    async dispose() {
      this.#dispose();
      return ok;
    }

    /** It has one step: the first play brings it in, a step beyond takes it out. Pages are turned by an action of their own. */
    async playAction({ delta = 1, goto: step, skipAnimation = false } = {}) {
      if (!this.#broadcast) return { ...refused(409, 'Not loaded.'), currentStep: undefined };
      const to = step !== undefined ? step : (this.#is_playing ? 0 : -1) + delta;
      if (to > 0) {
        await this.stopAction({ skipAnimation });
        return { ...ok, currentStep: undefined };
      }
      this.#is_playing = true;
      await this.#broadcast.play({ cut: skipAnimation });
      return { ...ok, currentStep: 0 };
    }

    async stopAction({ skipAnimation = false } = {}) {
      if (!this.#broadcast) return refused(409, 'Not loaded.');
      this.#is_playing = false;
      await this.#broadcast.stop({ cut: skipAnimation });
      return ok;
    }

    async updateAction({ data } = {}) {
      if (!this.#broadcast) return refused(409, 'Not loaded.');
      const problems = this.#broadcast.update(data);
      return problems.length > 0 ? refused(400, problems.join(' ')) : ok;
    }

    async customAction({ id, payload } = {}) {
      if (!this.#broadcast) return refused(409, 'Not loaded.');
      if (id === 'nudge') return { ...ok, result: { delay_ms: this.#broadcast.nudge(payload && payload.ms !== undefined ? payload.ms : 10) } };
      if (id === 'next_page') return { ...ok, result: { turned: this.#broadcast.next() } };
      return refused(404, `There is no action "${String(id).slice(0, 40)}".`);
    }

    async goToTime() {
      return refused(501, 'It follows a live race: only realtime.');
    }

    async setActionsSchedule() {
      return refused(501, 'It follows a live race: only realtime.');
    }

    #dispose() {
      if (this.#broadcast) this.#broadcast.remove();
      if (this.#stage) this.#stage.remove();
      this.#broadcast = null;
      this.#stage = null;
      this.#is_playing = false;
    }
  };
}
