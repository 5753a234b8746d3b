// Commands that no answer has come for yet. Each keeps its id, so repeating it after a reconnect cannot do it twice.
// But an order to start that arrives ten seconds late is worse than none: those for the start line go stale quickly
// and are then answered here, with the advice to look before pressing again.
import { say } from '../text/say.js';

const start_line_ms = 3_000;
const recall_ms = 10_000;
const usual_ms = 60_000;
const shelf_lives = {
  call_race: start_line_ms,
  withdraw_call: start_line_ms,
  arm_race: start_line_ms,
  withdraw_arm: start_line_ms,
  give_attention: start_line_ms,
  withdraw_attention: start_line_ms,
  order_start: start_line_ms,
  recall_race: recall_ms,
};

/** How long, in milliseconds, a command may still be delivered after the press. */
export function shelf_life_ms(command) {
  return shelf_lives[command] ?? usual_ms;
}

export class PendingOrders {
  #orders = new Map();

  /** @returns {Promise<{accepted: boolean, seq?: number, code?: string, text?: string}>} */
  add(message, now_ms) {
    return new Promise((settle) => {
      this.#orders.set(message.id, { message, settle, until_ms: now_ms + shelf_life_ms(message.command), sent: false });
    });
  }

  /** What still waits and may still be delivered, oldest first. */
  deliverable(now_ms) {
    return [...this.#orders.values()].filter((order) => now_ms < order.until_ms).map((order) => order.message);
  }

  note_sent(id) {
    const order = this.#orders.get(id);
    if (order) order.sent = true;
  }

  /** An `accepted` or `refused` frame. */
  settle(frame) {
    const order = this.#orders.get(frame.id);
    if (!order) return;
    this.#orders.delete(frame.id);
    if (frame.kind === 'accepted') order.settle({ accepted: true, seq: frame.seq });
    else order.settle({ accepted: false, code: frame.code ?? 'refused', text: frame.text ?? say('link.refused') });
  }

  /** Gives up on orders whose time has passed. Returns when to look again, milliseconds, or null. */
  expire(now_ms) {
    for (const [id, order] of this.#orders) {
      if (now_ms < order.until_ms) continue;
      this.#orders.delete(id);
      order.settle({ accepted: false, code: order.sent ? 'no_answer' : 'not_sent', text: advice(order.sent) });
    }
    const next = Math.min(...[...this.#orders.values()].map((order) => order.until_ms));
    return Number.isFinite(next) ? next : null;
  }

  /** The server will take no orders of this page at all. */
  refuse_all(code, text) {
    for (const order of this.#orders.values()) order.settle({ accepted: false, code, text });
    this.#orders.clear();
  }
}

function advice(sent) {
  return sent
    ? say('link.lost_before_answer')
    : say('link.not_sent');
}
