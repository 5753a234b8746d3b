#include "app_superseded.hpp"

#include "formats/toml_file.hpp"
#include "io/private_file.hpp"

namespace bowball {
namespace {

std::string file_of(const std::string& data_dir) { return data_dir + "/superseded"; }

}  // namespace

Result<void> keep_superseded(const std::string& data_dir, const std::string& epoch, const std::string& why) { return io::write_private_file(file_of(data_dir), epoch + "\n" + why + "\n"); }

std::string superseded_by(const std::string& data_dir, const std::string& epoch) {
    const auto text = formats::read_text_file(file_of(data_dir));
    if (!text) return {};
    const auto end = text->find('\n');
    if (end == std::string::npos || text->substr(0, end) != epoch) return {};
    return text->substr(end + 1, text->find('\n', end + 1) - end - 1);
}

}  // namespace bowball
