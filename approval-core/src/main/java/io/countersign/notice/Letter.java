package io.countersign.notice;

import io.countersign.identity.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that one person is told at one time. Holds no secret. */
public sealed interface Letter {
    /** The same for the same letter sent again, by which it can be recognised; of letters, digits and hyphens. */
    String id();

    WorkspaceId workspace();

    Addressee to();

    /**
     * To a user of the host.
     *
     * @param news at least one, the most pressing first
     */
    record ToUser(String id, WorkspaceId workspace, Addressee to, List<News> news) implements Letter {
        public ToUser {
            news = List.copyOf(news);
        }
    }

    /**
     * To an approver without an account, whose mail may be read by anybody: of the posts it tells how many they are.
     *
     * @param waiting how many posts wait for their decision
     * @param withdrawn how many posts do so no longer, because they were changed or went back
     * @param senders whose posts these are, as people know them
     * @param page where they look at them with the secret that they have; null where no link of theirs can be used
     */
    record ToApprover(
            String id,
            WorkspaceId workspace,
            Addressee to,
            int waiting,
            int withdrawn,
            List<String> senders,
            @Nullable String page)
            implements Letter {
        public ToApprover {
            senders = List.copyOf(senders);
        }
    }
}
