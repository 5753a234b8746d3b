// Accounts, tokens and sessions: files of the data folder that somebody may have edited.
#include <spdlog/sinks/null_sink.h>

#include <filesystem>
#include <fstream>

#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "fuzz/scratch.hpp"
#include "net/accounts.hpp"
#include "net/feed_tokens.hpp"
#include "net/session_keeper.hpp"

namespace bowball::fuzz {
namespace {

class TemporaryFile {
public:
    TemporaryFile() : path_(scratch_path("list.json")) {}
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    std::string with(std::string_view bytes) const {
        std::ofstream{path_, std::ios::binary | std::ios::trunc} << bytes;
        return path_.string();
    }

private:
    std::filesystem::path path_;
};

bool decode(std::string_view bytes) {
    static const TemporaryFile file;
    const auto path = file.with(bytes);
    const auto accounts = net::AccountStore{path}.all();
    const auto tokens = net::FeedTokenStore{path}.all();
    static const auto nowhere = std::make_shared<spdlog::logger>("fuzz", std::make_shared<spdlog::sinks::null_sink_mt>());
    net::Sessions sessions;
    net::SessionKeeper{path, "boot", nowhere}.restore(sessions, HostTime{100s});
    for (const auto& one : sessions.kept()) demand(is_utf8(one.name), "a name is not UTF-8");
    if (accounts) {
        for (const auto& account : *accounts) demand(is_utf8(account.name), "a name is not UTF-8");
    }
    if (tokens) {
        for (const auto& token : *tokens) demand(is_utf8(token.name) && is_utf8(token.use), "a name is not UTF-8");
    }
    return (accounts && !accounts->empty()) || (tokens && !tokens->empty()) || !sessions.kept().empty();
}

}  // namespace

extern const Decoder private_lists_decoder{decode, {}, nullptr, 4096, 10'000};

}  // namespace bowball::fuzz
