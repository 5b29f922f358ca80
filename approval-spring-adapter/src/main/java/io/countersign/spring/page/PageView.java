package io.countersign.spring.page;

/** One page, ready to be rendered. */
public sealed interface PageView permits UnlockView, ListView, PostView, ErrorView {

    /** What every page shares. */
    PageFrame frame();
}
