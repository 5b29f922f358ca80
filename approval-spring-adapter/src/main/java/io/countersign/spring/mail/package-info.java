/** Letters as mail, through the host's mail sender. */
@NullMarked
package io.countersign.spring.mail;

import org.jspecify.annotations.NullMarked;
