// Before the first paint: theme and language, so that nothing flashes. A classic script on purpose.
(function () {
  var theme = 'auto', language = null;
  try {
    theme = localStorage.getItem('theme') || 'auto';
    language = localStorage.getItem('language');
  } catch (blocked) { /* private mode: the defaults do */ }
  var dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.lang = language || (navigator.language.indexOf('ko') === 0 ? 'ko' : 'en');
})();
