// Keys need a script, a browser that knows them, and a host name (not a number): only then are their buttons shown.
// When the browser answers nothing (the person gave up, or the key is missing), the page says so beside the button.
(function () {
  const numeric = /^[\d.]+$|^\[/.test(location.hostname)
  const usable = 'PublicKeyCredential' in window && !numeric

  document.querySelectorAll('[data-passkey]').forEach(function (place) {
    place.hidden = !usable
  })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.querySelectorAll('[data-passkey-error]').forEach(function (words) {
      words.hidden = false
    })
  })
})()
