/** Who is told what: notices of what happened, letters that group them for a person, and the port that delivers them. */
@NullMarked
package io.countersign.notice;

import org.jspecify.annotations.NullMarked;
