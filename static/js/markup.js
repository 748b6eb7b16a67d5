/* The page's policy lets no script write markup (require-trusted-types-for). htmx has to, with what our server answered: this
   is its leave, for markup alone. The text or the address of a script is not let through by anybody. Comes before htmx. */
(() => {
  "use strict";
  window.trustedTypes?.createPolicy("default", { createHTML: (markup) => markup });
})();
