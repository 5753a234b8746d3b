// Which part of the results page is shown, in step with the address and with the browser's back and forward.
import { getContext, setContext } from 'svelte';
import { address_of, route_of } from './route.js';

const key = Symbol('turning');

export class Turning {
  route = $state.raw(route_of(location.search));

  /** @param {{page: string, id?: number | string | null}} route */
  go(route) {
    if (this.address(route) !== location.search) history.pushState(null, '', this.address(route));
    this.route = { id: null, ...route };
    scrollTo(0, 0);
  }

  /** The same, without a step in the history: while somebody types. */
  amend(route) {
    history.replaceState(null, '', this.address(route));
    this.route = { id: null, ...route };
  }

  address(route) {
    return address_of(route, location.search);
  }

  step_back() {
    this.route = route_of(location.search);
  }
}

export const make_turning = () => setContext(key, new Turning());
export const use_turning = () => getContext(key);
