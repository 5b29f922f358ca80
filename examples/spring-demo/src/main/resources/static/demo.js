// The demo may run on another port than the page says.
for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;
