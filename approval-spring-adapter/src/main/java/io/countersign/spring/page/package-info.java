/**
 * The reviewer page: view models, texts, assets and the renderer of the precompiled templates. It knows no web
 * framework and no domain type; whoever fills the view models has already decided what the reviewer may see.
 */
@NullMarked
package io.countersign.spring.page;

import org.jspecify.annotations.NullMarked;
