// Archives that strangers bring as the case of a start: nothing of them leads elsewhere, and what is read is what was there.
#include "formats/tar.hpp"

#include <set>

#include "core/case_limits.hpp"
#include "core/text.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

std::string member(const std::string& name, const std::string& bytes) { return formats::tar_head(name, bytes.size(), 1'784'883'600).value() + bytes + formats::tar_fill(bytes.size()); }

bool decode(std::string_view bytes) {
    const auto files = formats::read_tar(bytes);
    if (!files) {
        demand(!files.error().text.empty() && is_utf8(files.error().text), "a refusal without a word, or not UTF-8");
        return false;
    }
    demand(files->size() <= limits::tar_files, "more files than may be");
    std::set<std::string> names;
    std::string again;
    for (const auto& file : *files) {
        demand(formats::is_plain_tar_name(file.name) && file.name.find("..") != 0 && file.name.front() != '/', "a name that leads elsewhere");
        demand(names.insert(file.name).second, "a name twice");
        demand(file.bytes.data() >= bytes.data() && file.bytes.data() + file.bytes.size() <= bytes.data() + bytes.size(), "bytes that are not of the archive");
        again += member(file.name, std::string{file.bytes});
    }
    again += formats::tar_end();
    const auto reread = formats::read_tar(again);
    demand(reread && reread->size() == files->size(), "written anew it is another");
    for (std::size_t i = 0; i < files->size(); ++i) demand((*reread)[i].name == (*files)[i].name && (*reread)[i].bytes == (*files)[i].bytes, "a file that is written anew is another");
    return !files->empty();
}

std::vector<std::string> seeds() {
    return {member("VERIFY.md", "read me\n") + member("journal.sqlite", std::string(700, 'j')) + member("frames/01-a.jpg", "jpg") + member("case.note", "") + formats::tar_end(),
            member("a", "") + formats::tar_end()};
}

}  // namespace

extern const Decoder tar_decoder{decode, {}, seeds, 16 * 1024};

}  // namespace bowball::fuzz
