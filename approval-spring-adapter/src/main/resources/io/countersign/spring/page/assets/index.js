
// --- The list beside the posts, where there is room for both ---

const row = id => $(`[data-row="${CSS.escape(id)}"]`);

// Which post is being looked at: the topmost one that reaches into the upper half of the window.
function watch(items) {
  if (!$('[data-index]')) return;
  for (const item of items) looked.observe(item);
}

const inView = new Set();
const looked = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) inView.add(entry.target);
    else inView.delete(entry.target);
  }
  const first = $$('.cards > .item').find(item => inView.has(item));
  for (const link of $$('[data-row]')) {
    const here = first && link.hash === `#${first.id}`;
    if (here) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    const list = link.closest('ol');
    if (here && list.scrollHeight > list.clientHeight) {
      const { offsetTop, offsetHeight } = link.parentElement;
      if (offsetTop < list.scrollTop || offsetTop + offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = offsetTop - 60;
    }
  }
}, { rootMargin: '0px 0px -50% 0px' });

function mark(id, verdict) {
  row(id)?.classList.add('settled', verdict);
}
