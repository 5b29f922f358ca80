/** JSON as the record needs it: canonical bytes, digests, erasable texts and secrets. The only package that knows Jackson. */
@NullMarked
package io.countersign.canonical;

import org.jspecify.annotations.NullMarked;
