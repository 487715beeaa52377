package io.lakespan.app.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.lakespan.model.Annotations;
import io.lakespan.model.Storage;

/** Leaves annotations and storage out of a document where there are none, and reads them back as none. */
final class NothingLeftOut extends SimpleModule {
    NothingLeftOut() {
        setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
                if (type.getBeanClass() == Annotations.class) {
                    return new OrElse(deserializer, Annotations.none());
                }
                return type.getBeanClass() == Storage.class ? new OrElse(deserializer, Storage.none()) : deserializer;
            }
        });
    }

    static JsonInclude.Value inclusion() {
        return JsonInclude.Value.construct(
                JsonInclude.Include.CUSTOM, JsonInclude.Include.ALWAYS, Nothing.class, Void.class);
    }

    /** Jackson leaves out what equals an instance of this class. */
    static final class Nothing {
        @Override
        public boolean equals(Object other) {
            return Annotations.none().equals(other) || Storage.none().equals(other);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private static final class OrElse extends DelegatingDeserializer {
        private final Object none;

        OrElse(JsonDeserializer<?> deserializer, Object none) {
            super(deserializer);
            this.none = none;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
            return new OrElse(other, none);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return none;
        }
    }
}
