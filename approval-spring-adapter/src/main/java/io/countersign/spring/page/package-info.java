/**
 * The reviewer page: view models, texts, assets and the renderer of the precompiled templates, which know no web framework
 * and no domain type; what fills the view models, and has so decided what the reviewer may see; and the controllers.
 */
@NullMarked
package io.countersign.spring.page;

import org.jspecify.annotations.NullMarked;
