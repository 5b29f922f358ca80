package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.problem.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an unlocked session reads. */
@Controller
@RequestMapping("/review")
public class PostsPageController {
    private final Approvals approvals;
    private final Visits visits;
    private final PostPages posts;
    private final Pages pages;
    private final Languages languages;
    private final PageAddress address;

    PostsPageController(
            Approvals approvals,
            Visits visits,
            PostPages posts,
            Pages pages,
            Languages languages,
            PageAddress address) {
        this.approvals = approvals;
        this.visits = visits;
        this.posts = posts;
        this.pages = pages;
        this.languages = languages;
        this.address = address;
    }

    /** One of the two lists. */
    @GetMapping("/posts")
    public ResponseEntity<byte[]> list(
            HttpServletRequest request,
            @RequestParam(name = "show", required = false) @Nullable String show,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "select", required = false) @Nullable String select) {
        Visit visit = visits.reading(request);
        ListView.Tab tab = "decided".equals(show) ? ListView.Tab.DECIDED : ListView.Tab.WAITING;
        @Nullable String from = cursor == null || cursor.isEmpty() ? null : cursor;
        return pages.ok(posts.list(visit, tab, from, select == null ? "" : select));
    }

    /** One post; its first view in a session is recorded. */
    @GetMapping("/posts/{id}")
    public ResponseEntity<byte[]> post(
            HttpServletRequest request,
            @PathVariable("id") String id,
            @RequestParam(name = "comments", required = false) @Nullable String comments) {
        Visit visit = visits.reading(request);
        Post post = approvals.posts().get(visit.call(), postId(id));
        PostView view = posts.post(visit, post, comments == null || comments.isEmpty() ? null : comments);
        if ("GET".equals(request.getMethod())) {
            CardView shown = view.card();
            approvals.sessions().viewed(visit.session(), post, shown.version(), new Digest(shown.digest()));
        }
        return pages.ok(view);
    }

    /** Where a form's answer is loaded again by its address alone. */
    @GetMapping({"/decisions", "/reschedule", "/posts/{id}/comments", "/posts/{id}/hold", "/posts/{id}/unhold"})
    public ResponseEntity<byte[]> back(HttpServletRequest request) {
        URI posts = URI.create(languages.of(request).keep(address.posts()));
        return ResponseEntity.status(303).location(posts).build();
    }

    static PostId postId(String id) {
        try {
            return new PostId(id);
        } catch (IllegalArgumentException impossible) {
            throw new NotFoundException("post", id);
        }
    }
}
