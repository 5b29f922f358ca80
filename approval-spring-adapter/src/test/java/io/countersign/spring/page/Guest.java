package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;

import io.countersign.Approvals;
import io.countersign.IssuedLink;
import io.countersign.ReviewSession;
import io.countersign.identity.PostId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody with a link, unlocked by the page and by the API.
 *
 * @param reaches posts that the link opens, while it holds
 * @param over whether the link ends before anything is tried
 */
record Guest(String name, Set<PostId> reaches, boolean over, Reader page, Reader api, String csrf) {
    static Guest unlocking(
            Approvals approvals, String name, IssuedLink link, Set<PostId> reaches, Reader page, Reader api) {
        String password = Objects.requireNonNull(link.password()).reveal();
        Reader.Answer door = page.post("/unlock", fields("link", link.url().reveal(), "password", password));
        if (door.status() != 303) throw new IllegalStateException("Unlock answered " + door.status());
        ReviewSession session =
                approvals.sessions().unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
        api.headers.clear();
        api.headers.putAll(
                Map.of("Authorization", "Bearer " + session.token().secret().reveal()));
        return new Guest(name, reaches, false, page, api, FormsPageTest.csrf(page.get("/posts")));
    }

    Guest ended() {
        return new Guest(name, reaches, true, page, api, csrf);
    }

    boolean reaches(PostId post) {
        return !over && reaches.contains(post);
    }
}
