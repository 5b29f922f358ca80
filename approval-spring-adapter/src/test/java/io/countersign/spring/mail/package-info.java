/** Letters as mail. */
@NullMarked
package io.countersign.spring.mail;

import org.jspecify.annotations.NullMarked;
