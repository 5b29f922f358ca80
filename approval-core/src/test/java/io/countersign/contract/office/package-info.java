/** A host with people, channels and a clock, over any store: for tests that go through the services as hosts do. */
@NullMarked
package io.countersign.contract.office;

import org.jspecify.annotations.NullMarked;
