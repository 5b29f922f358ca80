package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import java.util.Optional;

/** Reading kept answers. */
public interface AnswerReads {
    /** The answer kept under a caller's key within the last 24 hours. */
    Optional<Answer> answer(WorkspaceId workspace, String caller, String key);
}
