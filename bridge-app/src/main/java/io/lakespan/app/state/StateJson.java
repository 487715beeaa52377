package io.lakespan.app.state;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lakespan.error.BridgeException;
import io.lakespan.error.ErrorCode;
import io.lakespan.lineage.Dataset;
import java.util.SortedSet;

/** Values of the core as JSON documents in the state database. */
final class StateJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(Dataset.class, DatasetKinds.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A record's components are its properties; a question such as isEmpty() is none.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            // An agreement of an earlier version says nothing of what it did not know.
            .withConfigOverride(
                    SortedSet.class, set -> set.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private StateJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new BridgeException(ErrorCode.INTERNAL, "cannot be kept as JSON: " + value.getClass(), e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new BridgeException(
                    ErrorCode.CORRUPT, "the state database holds a damaged " + type.getSimpleName(), e);
        }
    }
}
