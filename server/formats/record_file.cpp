#include "formats/record_file.hpp"

#include "formats/toml_list.hpp"
#include "rules/penalty_fields.hpp"
#include "rules/record_fields.hpp"

namespace bowball::formats {

Result<std::vector<rules::RecordRules>> read_records(std::string_view text, const std::string& file) { return read_toml_list<rules::RecordRules>(text, file, "records"); }
Result<std::vector<rules::PenaltySchedule>> read_penalties(std::string_view text, const std::string& file) { return read_toml_list<rules::PenaltySchedule>(text, file, "schedules"); }
Result<std::vector<rules::RecordRules>> load_records(const std::string& folder) { return load_toml_lists<rules::RecordRules>(folder, "records"); }
Result<std::vector<rules::PenaltySchedule>> load_penalties(const std::string& folder) { return load_toml_lists<rules::PenaltySchedule>(folder, "schedules"); }

}  // namespace bowball::formats
