package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.Checks;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Text;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is set of an approver. Its constructor takes null for what has a default.
 *
 * @param email where notices go; null for none
 * @param kind default EXTERNAL
 * @param userId the user of the host that this approver is; with kind USER only, then required
 * @param groups default none
 */
public record ApproverForm(
        @NotNull @Text(min = 1, max = 200) String name,
        @Nullable @Email @Text(max = 320) String email,
        Approver.Kind kind,
        @Nullable @Text(min = 1, max = 200) String userId,
        @Size(max = 100) List<@NotNull @Text(min = 1, max = 200) String> groups) {
    public ApproverForm {
        kind = kind == null ? Approver.Kind.EXTERNAL : kind;
        groups = groups == null ? List.of() : groups.stream().distinct().toList();
    }

    /** An approver without an account. */
    public static ApproverForm external(String name, @Nullable String email) {
        return new ApproverForm(name, email, Approver.Kind.EXTERNAL, null, List.of());
    }

    ApproverForm checked(Checks checks) {
        checks.valid(this);
        if (kind == Approver.Kind.USER && userId == null)
            throw new InvalidInputException("userId", "is required for an approver of kind USER");
        if (kind == Approver.Kind.EXTERNAL && userId != null)
            throw new InvalidInputException("userId", "goes with kind USER only");
        if (userId != null) usable("userId", userId, ReviewerRef.User::new);
        groups.forEach(group -> usable("groups", group, ReviewerRef.Group::new));
        return this;
    }

    private static void usable(String field, String name, Consumer<String> form) {
        try {
            form.accept(name);
        } catch (IllegalArgumentException unusable) {
            throw new InvalidInputException(field, "'%s' cannot be used: %s".formatted(name, unusable.getMessage()));
        }
    }
}
