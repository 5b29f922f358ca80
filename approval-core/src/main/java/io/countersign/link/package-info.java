/** Magic links: secret, password, throttle and review sessions of a reviewer without an account. */
@NullMarked
package io.countersign.link;

import org.jspecify.annotations.NullMarked;
