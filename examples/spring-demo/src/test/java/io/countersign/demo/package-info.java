/** The demo from end to end: over HTTP, in a browser, on its own database in a file. */
@NullMarked
package io.countersign.demo;

import org.jspecify.annotations.NullMarked;
