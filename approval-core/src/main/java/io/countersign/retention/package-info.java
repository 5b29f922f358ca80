/** How long a workspace keeps its posts, what is on legal hold, and what is left of a post that was kept no longer. */
@NullMarked
package io.countersign.retention;

import org.jspecify.annotations.NullMarked;
