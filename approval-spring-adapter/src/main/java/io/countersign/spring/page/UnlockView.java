package io.countersign.spring.page;

import org.jspecify.annotations.Nullable;

/** The page that asks for the password; without a notice it has the same bytes for every link. */
public record UnlockView(PageFrame frame, @Nullable Notice notice) implements PageView {}
