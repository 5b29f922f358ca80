/** Words of ours and of the host's, for what leaves the page: mails, and texts to share a link with. */
@NullMarked
package io.countersign.spring.text;

import org.jspecify.annotations.NullMarked;
