package io.countersign.canonical;

import io.countersign.problem.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object from outside; what nobody {@linkplain #take takes} or binds is an error that names it. */
public final class JsonBody {
    private final JsonMapper mapper;
    private final ObjectNode tree;

    JsonBody(JsonMapper mapper, JsonNode tree) {
        this.mapper = mapper;
        this.tree = (ObjectNode) tree;
    }

    /** Removes a member and binds it; null where it is absent or null. */
    public <T> @Nullable T take(String name, Class<T> type) {
        JsonNode member = tree.remove(name);
        if (member == null || member.isNull()) return null;
        try {
            return mapper.treeToValue(member, type);
        } catch (JacksonException mismatch) {
            throw JsonProblems.mismatch(name, mismatch);
        }
    }

    /**
     * As {@link #take}, for a member that must be there.
     *
     * @throws InvalidInputException when it is absent or null
     */
    public <T> T need(String name, Class<T> type) {
        T value = take(name, type);
        if (value == null) throw new InvalidInputException(name, "is required");
        return value;
    }

    /** Binds what is left to a record. */
    public <T> T as(Class<T> type) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JacksonException mismatch) {
            throw JsonProblems.mismatch("", mismatch);
        }
    }

    /** Says that nothing may be left. */
    public void end() {
        for (String name : tree.propertyNames()) throw JsonProblems.unknown(name);
    }
}
