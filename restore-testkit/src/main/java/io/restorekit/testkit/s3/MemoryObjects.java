package io.restorekit.testkit.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

final class MemoryObjects implements ObjectStore {
    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(KEY_ORDER);

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public void put(String key, byte[] content, Instant modified) {
        objects.put(key, new StoredObject(content.clone(), Hashes.md5(content), modified));
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public List<ObjectHead> list(String prefix) {
        List<ObjectHead> heads = new ArrayList<>();
        for (Map.Entry<String, StoredObject> entry :
                objects.tailMap(prefix, true).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            StoredObject object = entry.getValue();
            heads.add(new ObjectHead(entry.getKey(), object.content().length, object.etag(), object.modified()));
        }
        return heads;
    }
}
