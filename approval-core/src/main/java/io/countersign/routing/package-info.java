/** Which stages a content needs, and why: the routing policy and the router that applies it. */
@NullMarked
package io.countersign.routing;

import org.jspecify.annotations.NullMarked;
