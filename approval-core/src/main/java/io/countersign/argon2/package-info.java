/** Password hashing by Argon2id, natively or by Bouncy Castle. */
@NullMarked
package io.countersign.argon2;

import org.jspecify.annotations.NullMarked;
