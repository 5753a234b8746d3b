// The list of entries that is in hand: its file, what the server says of it, and the reason typed for it. It lives as long
// as the page, so that a look at another part of the programme loses nothing.
import { make_id } from '../feed/id.js';
import { accept_list, look_at_list } from './entries.js';

export class ListInHand {
  file = $state.raw(null);
  report = $state.raw(null);
  refusal = $state('');
  reason = $state('');
  /** "", "looking" or "accepting". */
  doing = $state('');
  /** Of the acceptance: repeated with the same one, it is done once. */
  #id = '';
  #call;

  /** `call`: the desk's. */
  constructor(call) {
    this.#call = call;
  }

  /** Another list, or null for none: nothing of the one before stays, and what is still said of that one is not heard. */
  async choose(file) {
    this.file = file;
    this.report = null;
    this.refusal = '';
    this.reason = '';
    this.doing = '';
    if (file) await this.#look();
  }

  /** Whether it was accepted. Meanwhile no other list is chosen: the page sees to that. */
  async accept() {
    if (this.doing) return false;
    const { file } = this;
    this.doing = 'accepting';
    this.refusal = '';
    const { ok, code, text } = await accept_list(this.#call, file, this.report, this.reason.trim(), this.#id);
    this.doing = '';
    if (ok) {
      await this.choose(null);
      return true;
    }
    // The meet has moved on: the report that is shown is no longer what would happen.
    if (code === 'wrong_state') await this.#look();
    if (this.file === file) this.#refuse(code, text);
    return false;
  }

  async #look() {
    const { file } = this;
    this.report = null;
    this.refusal = '';
    this.doing = 'looking';
    this.#id = make_id();
    const { ok, code, data, text } = await look_at_list(this.#call, file);
    if (this.file !== file) return;
    this.doing = '';
    if (ok) this.report = data;
    else this.#refuse(code, text);
  }

  #refuse(code, text) {
    this.refusal = text;
    if (code === 'file_changed') this.file = this.report = null;
  }
}
