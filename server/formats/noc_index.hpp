// The IOC's list as the cells of a list of entries are looked up in it, thousands of them.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "formats/noc_file.hpp"

namespace bowball::formats {

class NocIndex {
public:
    explicit NocIndex(const std::vector<Noc>& nocs) {
        for (const auto& one : nocs) {
            codes_.push_back(one.code);
            by_text_.emplace(to_lower(one.name), one.code);
        }
        // Where a country is called like the code of another, the code is meant.
        for (const auto& code : codes_) by_text_.insert_or_assign(to_lower(code), code);
    }
    [[nodiscard]] bool is_empty() const { return codes_.empty(); }
    /// The code that a cell says, or that the country which it names has; in any case of letters.
    [[nodiscard]] std::optional<std::string> find(std::string_view told) const {
        const auto found = by_text_.find(to_lower(told));
        return found == by_text_.end() ? std::nullopt : std::optional{found->second};
    }
    /// The code that a cell may mean; empty if it looks like none.
    [[nodiscard]] std::string near(std::string_view told) const { return told.size() == 3 ? nearest(to_upper(told), codes_) : std::string{}; }

private:
    static std::string to_upper(std::string_view told) {
        std::string text{told};
        std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        return text;
    }
    std::vector<std::string> codes_;
    std::map<std::string, std::string> by_text_;
};

}  // namespace bowball::formats
