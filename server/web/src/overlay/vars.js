// Custom properties of one element inside a template: <li ${vars({ '--at': 3 })}>. Set one by one, because a strict policy allows no
// style attribute.
import { noChange } from 'lit-html';
import { Directive, directive } from 'lit-html/directive.js';

class Vars extends Directive {
  update(part, [values]) {
    for (const [name, value] of Object.entries(values)) part.element.style.setProperty(name, String(value));
    return noChange;
  }

  render() {
    return noChange;
  }
}

export const vars = directive(Vars);
