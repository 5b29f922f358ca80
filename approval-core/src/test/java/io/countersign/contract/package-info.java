/** What every store must do, as tests that its adapter extends, and the fixtures that they are written in. */
@NullMarked
package io.countersign.contract;

import org.jspecify.annotations.NullMarked;
