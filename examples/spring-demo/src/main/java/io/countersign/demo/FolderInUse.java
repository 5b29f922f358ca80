package io.countersign.demo;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences what a second demo in the same folder would tell in a hundred lines. */
final class FolderInUse extends AbstractFailureAnalyzer<SQLException> {
    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (cause.getErrorCode() != ALREADY_OPEN) return null;
        return new FailureAnalysis(
                "The database of the demo is in use: " + cause.getMessage(),
                "Stop the demo that runs in this folder, or start this one with --countersign.demo.folder=OTHER.",
                cause);
    }
}
