/** What is reviewed: content, its immutable versions and digest, media, target and schedule. */
@NullMarked
package io.countersign.content;

import org.jspecify.annotations.NullMarked;
