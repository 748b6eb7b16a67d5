/* A part of the page that htmx asks again every two seconds: "nothing has changed" (304) leaves it as it is. */
(() => {
  "use strict";
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 304) event.detail.shouldSwap = false;
  });
})();
