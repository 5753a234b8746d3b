// Writes JSON by appending to a string: no tree, no floats, the same bytes for the same calls.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::formats {

class JsonWriter {
public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    /// Inside an object, before each value.
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(std::uint64_t number);
    JsonWriter& value(bool truth);
    /// Bytes that are not UTF-8 become U+FFFD; control characters are escaped.
    JsonWriter& value(std::string_view text);
    JsonWriter& null();
    /// JSON that was written before.
    JsonWriter& raw(std::string_view json);

    [[nodiscard]] const std::string& text() const { return out_; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void quote(std::string_view text);

    std::string out_;
    bool needs_comma_ = false;
};

}  // namespace bowball::formats
