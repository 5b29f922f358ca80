package io.countersign;

import io.countersign.content.Content;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.routing.Classification;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what submitting posts needs to know beside them. */
final class Submissions {
    private final Routers routers;
    private final Classifying classifying;

    Submissions(Routers routers, Classifying classifying) {
        this.routers = routers;
        this.classifying = classifying;
    }

    /** One for each post, in their order. */
    List<Submission> of(Call call, PolicyVersion policy, List<Post> posts) {
        // Nobody has the host look at contents who may not submit; the refusal itself is the rules' and is recorded.
        Map<PostId, Content> contents = new HashMap<>();
        if (call.actor().may(Permission.POST_WRITE))
            posts.forEach(post -> contents.put(post.id(), post.version().content()));
        Map<PostId, Classification> classifications = classifying.of(call.workspace(), contents);
        Router router = routers.of(policy);
        return posts.stream()
                .map(post -> new Submission(post, policy, router, classifications.get(post.id())))
                .toList();
    }
}
