// A list that is kept in one small private file, shared with the command line: read whole, written whole.
#pragma once
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"
#include "io/private_file.hpp"

namespace bowball::net {

/// `Item` lists its fields (archive.hpp). The file is an object with one key, the list.
template <class Item>
class PrivateList {
public:
    PrivateList(std::string file, std::string key) : file_(std::move(file)), key_(std::move(key)) {}

    /// Reads the file anew. An absent file is an empty list. Fails with errc::corrupt or errc::io_failed.
    [[nodiscard]] Result<std::vector<Item>> all() const {
        std::vector<Item> items;
        std::ifstream file{file_, std::ios::binary};
        if (!file && stamp().empty()) return items;
        // Not to be taken for an empty one: the next write would lose them all.
        if (!file) return Error{errc::io_failed, file_ + " cannot be read. Check its owner and its rights."};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto document = formats::parse_json(text, most_bytes);
        if (!document) return Error{errc::corrupt, file_ + ": " + document.error().text};
        const formats::ReadRules rules{formats::nanoseconds, true, true, 1000, 1000};
        formats::ReadArchive archive{formats::JsonNode{document->root, ""}, rules};
        if (!archive.failure()) archive(key_, items);
        archive.finish();
        if (archive.failure()) return Error{errc::corrupt, file_ + ": " + archive.failure()->text};
        return items;
    }

    /// Written beside and renamed: the file is always whole, and readable by its owner alone.
    [[nodiscard]] Result<void> write(std::vector<Item> items) const {
        formats::JsonWriter out;
        formats::WriteArchive archive{out, formats::nanoseconds};
        out.begin_object();
        archive(key_, items);
        out.end_object();
        return io::write_private_file(file_, out.text());
    }

    /// Differs whenever the file does; empty without one.
    [[nodiscard]] std::string stamp() const { return io::file_stamp(file_); }

private:
    static constexpr std::size_t most_bytes = 1024 * 1024;
    std::string file_;
    std::string key_;
};

}  // namespace bowball::net
